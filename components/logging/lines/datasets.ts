/** What a line is, whoever wrote it: `event.dataset`, and the middle of its index's name. */
export const DATASETS = [
  "app.log",
  "business.events",
  "mariadb.server",
  "mariadb.slow",
  "nginx.access",
  "nginx.error",
  "rabbitmq.server",
  "system.auth",
  "system.journal",
  "tomcat.access",
  "tomcat.server",
] as const;
export type Dataset = (typeof DATASETS)[number];

/**
 * How an event of several lines begins; the lines that follow belong to it until another one begins. Datasets that aren't
 * here have one line for each event. RE2 and JavaScript read them alike.
 */
export const BEGINNINGS: Readonly<Partial<Record<Dataset, string>>> = {
  // Stack traces are indented, messages may have any lines.
  "tomcat.server": "^[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} ",
  // `# Time:` stands before it only once a second.
  "mariadb.slow": "^# User@Host: ",
};

/** Lines that one event may have: a stack trace with its causes has some hundred. */
export const MOST_LINES = 500;
