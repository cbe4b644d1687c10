/** The last of the 7.x line that is kept up, and the last whose whole protocol an Elasticsearch of OSS jars can judge. */
export const FILEBEAT_VERSION = "7.17.28";
