import { stringify } from "yaml";

export interface LogstashSettingsArgs {
  /** Host name of this machine. */
  readonly name: string;
  readonly cpus: number;
  /** GiB of its disk that lines may wait on while Elasticsearch is away. */
  readonly queueGiB: number;
}

/** Of the queue's size, for what no index takes; each is a defect that somebody must look at. */
const DEAD_SHARE = 0.1;

/** logstash.yml of Logstash 7.17: what Filebeat has been told is taken, is on disk. */
export function logstashSettings({ name, cpus, queueGiB }: LogstashSettingsArgs): string {
  const settings = {
    "node.name": name,
    "path.data": "/var/lib/logstash",
    "path.logs": "/var/log/logstash",
    "pipeline.workers": cpus,
    "pipeline.ecs_compatibility": "v1",
    "queue.type": "persisted",
    "queue.max_bytes": `${queueGiB}gb`,
    // Each event before it is acknowledged would be a write each; a second of them may be sent again by Filebeat.
    "queue.checkpoint.writes": 1024,
    "dead_letter_queue.enable": true,
    "dead_letter_queue.max_bytes": `${Math.max(1, Math.round(queueGiB * DEAD_SHARE))}gb`,
    "http.host": "127.0.0.1",
    "log.level": "warn",
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(settings, { lineWidth: 0 })}`;
}
