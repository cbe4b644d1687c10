/** How a machine's memory is divided, in MiB. The sum of the parts never exceeds the machine. */
export interface JvmMemory {
  /** Fixed: the smallest equals the largest, so that memory is found missing at start, not at noon. */
  readonly heapMiB: number;
  readonly metaspaceMiB: number;
  readonly codeCacheMiB: number;
  readonly directMiB: number;
  /** Stacks of request threads; 1 MiB is reserved for each, a quarter is ever touched. */
  readonly stacksMiB: number;
  /** The collector's own tables, a share of the heap. */
  readonly collectorMiB: number;
  /** Kernel, page cache, sshd, exporters. */
  readonly systemMiB: number;
  readonly collector: "G1" | "Serial";
}

/** Classes of a web application with its libraries take 80 to 150 MiB. */
const METASPACE_MIB = 256;
/** The JIT's default of 240 is for large application servers; the profile of a web application stays below 100. */
const CODE_CACHE_MIB = 128;
/** NIO buffers: the connector's and the session replication's. */
const DIRECT_MIB = 128;
/** Debian with sshd, journald, chrony and the exporters takes 200 MiB; the rest is page cache. */
const LEAST_SYSTEM_MIB = 512;
const SYSTEM_SHARE = 0.15;
/** Less heap than this starves Tomcat itself. */
const LEAST_HEAP_MIB = 256;
/** G1's remembered sets and marking bitmaps take up to a tenth of the heap; Serial's card table 0.2 %. */
const COLLECTOR_SHARE = { G1: 0.1, Serial: 0.01 } as const;

/** Request threads: they wait for databases most of the time, 100 per processor, within what the heap can carry. */
export function requestThreads(cpus: number): number {
  return Math.min(800, Math.max(200, cpus * 100));
}

/**
 * Divides a machine's memory. The JDK calls a machine with 2 processors and 1,792 MiB "server class" and gives it G1;
 * below that Serial collects with less overhead.
 * @throws RangeError when too little is left for a heap
 */
export function jvmMemory({
  cpus,
  memoryGiB,
}: {
  readonly cpus: number;
  readonly memoryGiB: number;
}): JvmMemory {
  const machineMiB = Math.floor(memoryGiB * 1024);
  const systemMiB = Math.max(LEAST_SYSTEM_MIB, Math.ceil(machineMiB * SYSTEM_SHARE));
  const stacksMiB = Math.ceil(requestThreads(cpus) / 4);
  const collector = cpus >= 2 && machineMiB >= 1792 ? "G1" : "Serial";
  const left = machineMiB - systemMiB - METASPACE_MIB - CODE_CACHE_MIB - DIRECT_MIB - stacksMiB;
  // Multiples of 8 MiB: whole G1 regions at any heap size below 16 GiB.
  const heapMiB = Math.floor(left / (1 + COLLECTOR_SHARE[collector]) / 8) * 8;
  if (heapMiB < LEAST_HEAP_MIB)
    throw new RangeError(
      `a Tomcat with ${memoryGiB} GiB leaves ${Math.max(0, heapMiB)} MiB of heap; at least ${LEAST_HEAP_MIB} are needed: use 2 GiB or more`,
    );
  return {
    heapMiB,
    metaspaceMiB: METASPACE_MIB,
    codeCacheMiB: CODE_CACHE_MIB,
    directMiB: DIRECT_MIB,
    stacksMiB,
    collectorMiB: Math.ceil(heapMiB * COLLECTOR_SHARE[collector]),
    systemMiB,
    collector,
  };
}

/** The JVM's options, one per line of setenv.sh. */
export function jvmOptions(memory: JvmMemory): readonly string[] {
  return [
    `-Xms${memory.heapMiB}m`,
    `-Xmx${memory.heapMiB}m`,
    `-XX:MaxMetaspaceSize=${memory.metaspaceMiB}m`,
    `-XX:ReservedCodeCacheSize=${memory.codeCacheMiB}m`,
    `-XX:MaxDirectMemorySize=${memory.directMiB}m`,
    "-Xss1m",
    `-XX:+Use${memory.collector}GC`,
    // Phones wait for answers, not for throughput: G1's own default, said here since the SLO depends on it.
    ...(memory.collector === "G1" ? ["-XX:MaxGCPauseMillis=200"] : []),
    // Out of memory a JVM is half dead: leave a dump, end, be restarted.
    "-XX:+HeapDumpOnOutOfMemoryError",
    "-XX:HeapDumpPath=/var/log/tomcat10/heap.hprof",
    "-XX:+ExitOnOutOfMemoryError",
    // 5 x 20 MB hold some days of collections.
    "-Xlog:gc*,safepoint:file=/var/log/tomcat10/gc.log:time,uptime,level,tags:filecount=5,filesize=20m",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Djava.net.preferIPv4Stack=true",
    // A name that moved is found within a minute; without a security manager the default is 30 s already.
    "-Dsun.net.inetaddr.ttl=60",
  ];
}
