const MIB_PER_GIB = 1024;

export interface BrokerMemory {
  /** Above it publishers wait: consumers make room before the kernel would. */
  readonly watermarkMiB: number;
  /** Log that quorum queues keep in memory before it goes into segments. */
  readonly walMiB: number;
  /** Bytes on disk that must stay free; below it publishers wait. */
  readonly diskFreeMiB: number;
  /** What systemd lets the broker have at most. */
  readonly memoryMaxMiB: number;
}

/** For the kernel, sshd, the exporter and page cache: what a Debian with these services takes, doubled. */
const SYSTEM_MIB = 512;

/**
 * The broker's memory by the machine's. The watermark is three quarters of what the machine has beside the system: above
 * it Erlang may for a moment need as much again for a garbage collection of its largest process.
 * RabbitMQ's guide for quorum queues wants three times the write-ahead log beside the messages, so the log (512 MiB by
 * default) is a sixteenth of the memory at most, and not below 32 MiB, where it would be rolled over all the time.
 */
export function brokerMemory({ memoryGiB }: { readonly memoryGiB: number }): BrokerMemory {
  const machineMiB = Math.floor(memoryGiB * MIB_PER_GIB);
  const brokerMiB = machineMiB - Math.max(SYSTEM_MIB, Math.floor(machineMiB / 16));
  return {
    watermarkMiB: Math.floor(brokerMiB * 0.75),
    walMiB: Math.min(512, Math.max(32, Math.floor(machineMiB / 16))),
    // As much as the memory (RabbitMQ's production checklist): what is paged out must fit.
    diskFreeMiB: machineMiB,
    memoryMaxMiB: brokerMiB,
  };
}
