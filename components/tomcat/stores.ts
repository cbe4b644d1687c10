import type { SecretText } from "../guest/guest.ts";
import { secret, secretText } from "../guest/secret.ts";

/** What a mini-program keeps, as far as its Tomcats must know before they start. Hosts and passwords are secrets. */
export interface Stores {
  readonly database?: {
    /** Schema, and the account that may use its rows. */
    readonly schema: string;
    readonly user: string;
  };
  readonly redis?: { readonly port: number };
  readonly pictures?: {
    readonly bucket: string;
    readonly region: string;
    /** Host name under which phones fetch pictures by links that the secret `pictureLinkKey` signs. */
    readonly domain?: string;
  };
}

/** Where MySQL and MariaDB listen. */
export const DATABASE_PORT = 3306;

/**
 * Connections of one Tomcat. A request holds one for the milliseconds of its statements: 50 serve some thousand requests a
 * second, and twelve Tomcats, the most that the configuration allows, stay below the 1,000 connections of the smallest
 * RDS class in use.
 */
const MOST_CONNECTIONS = 50;

/** Debian's JDBC driver, for MySQL too. */
const DRIVER_JAR = "/usr/share/java/mariadb-java-client.jar";

export function storePackages(stores: Stores | undefined): readonly string[] {
  return stores?.database ? ["libmariadb-java"] : [];
}

/** The pool belongs to Tomcat and not to an application, so Tomcat itself must find the driver. */
export function storeClassPath(stores: Stores | undefined): string {
  return stores?.database ? `CLASSPATH=${DRIVER_JAR}\n` : "";
}

/** server.xml: one pool for all web applications, and what else they need to know. Nothing when there is nothing. */
export function storeResources(stores: Stores | undefined): SecretText {
  const parts = [
    ...(stores?.database ? [database(stores.database)] : []),
    ...environments(stores).map(
      ({ name, value }) =>
        secretText`    <Environment name="${name}" type="java.lang.String" override="false" value="${value}"/>\n`,
    ),
  ];
  if (parts.length === 0) return secretText``;
  const inner = parts.reduce((all, part) => secretText`${all}${part}`, secretText``);
  return secretText`  <GlobalNamingResources>
${inner}  </GlobalNamingResources>
`;
}

/** context.xml: every application finds them under `java:comp/env/`. */
export function storeLinks(stores: Stores | undefined): string {
  const database = stores?.database
    ? `  <ResourceLink name="jdbc/database" global="jdbc/database" type="javax.sql.DataSource"/>\n`
    : "";
  const links = environments(stores).map(
    ({ name }) => `  <ResourceLink name="${name}" global="${name}" type="java.lang.String"/>\n`,
  );
  return database + links.join("");
}

/**
 * The pool of connections (Tomcat's DBCP).
 *
 *   - testOnBorrow asks the server itself (a ping): after a failover the old connections are dead, and no request gets one.
 *   - maxConnLifetimeMillis: within half an hour connections are on the server that the name now leads to.
 *   - removeAbandoned: a request that never gave its connection back loses it, and the log says where it took it.
 *   - TLS without the server's certificate: it is a managed service's, inside the VPC, or our own on the segment.
 */
function database({ schema, user }: NonNullable<Stores["database"]>): SecretText {
  return secretText`    <Resource name="jdbc/database" auth="Container" type="javax.sql.DataSource"
              driverClassName="org.mariadb.jdbc.Driver"
              url="jdbc:mariadb://${secret("databaseHost")}:${DATABASE_PORT}/${schema}?useSSL=true&amp;trustServerCertificate=true&amp;connectTimeout=3000&amp;socketTimeout=60000"
              username="${user}" password="${secret("databasePassword")}"
              initialSize="0" minIdle="2" maxIdle="10" maxTotal="${MOST_CONNECTIONS}" maxWaitMillis="5000"
              testOnBorrow="true" validationQueryTimeout="2"
              timeBetweenEvictionRunsMillis="30000" minEvictableIdleTimeMillis="600000"
              maxConnLifetimeMillis="1800000" logExpiredConnections="false"
              removeAbandonedOnBorrow="true" removeAbandonedTimeout="120" logAbandoned="true"/>
`;
}

interface Setting {
  readonly name: string;
  readonly value: string | SecretText;
}

function environments(stores: Stores | undefined): readonly Setting[] {
  const { redis, pictures } = stores ?? {};
  return [
    ...(redis
      ? [
          { name: "redis/host", value: secretText`${secret("redisHost")}` },
          { name: "redis/port", value: String(redis.port) },
          { name: "redis/tls", value: "true" },
          { name: "redis/password", value: secretText`${secret("redisPassword")}` },
        ]
      : []),
    ...(pictures
      ? [
          { name: "pictures/bucket", value: pictures.bucket },
          // Inside the VPC: no traffic is billed and none leaves it.
          { name: "pictures/endpoint", value: `https://oss-${pictures.region}-internal.aliyuncs.com` },
        ]
      : []),
    ...(pictures?.domain === undefined
      ? []
      : [
          { name: "pictures/domain", value: pictures.domain },
          { name: "pictures/linkKey", value: secretText`${secret("pictureLinkKey")}` },
        ]),
  ];
}
