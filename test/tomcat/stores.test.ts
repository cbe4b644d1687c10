import { describe, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import { fillSecrets, secretsOf } from "../../components/guest/secret.ts";
import type { Stores } from "../../components/tomcat/stores.ts";
import { tomcat } from "../../components/tomcat/tomcat.ts";

const STORES: Stores = {
  database: { schema: "artist", user: "artist_app" },
  redis: { port: 6379 },
  pictures: { bucket: "pictures", region: "cn-hangzhou", domain: "pictures.artist.example.com" },
};
const VALUES = {
  sessionKey: "00112233445566778899aabbccddeeff",
  databaseHost: "rm-1.mysql.rds.aliyuncs.com",
  databasePassword: "Aa1_database",
  redisHost: "r-1.redis.rds.aliyuncs.com",
  redisPassword: "Aa1_redis",
  pictureLinkKey: "0123abcd",
};

function guest(stores?: Stores) {
  const part = tomcat({
    name: "artist-tomcat-1",
    address: "10.20.16.11",
    peers: [],
    cpus: 2,
    memoryGiB: 4,
    sessionTimeoutMinutes: 30,
    ...(stores ? { stores } : {}),
  });
  const composed = composeGuest("artist-tomcat-1", "tomcat", [part]);
  const file = (path: string) => {
    const found = composed.files.find((candidate) => candidate.path === path);
    if (!found) throw new Error(`no ${path}`);
    return fillSecrets(found.content, VALUES);
  };
  return { composed, file };
}

describe("a Tomcat with stores", () => {
  const { composed, file } = guest(STORES);

  it("has one pool for all applications, and links each of them to it", () => {
    const server = file("/etc/tomcat10/server.xml");
    expect(server).toContain('url="jdbc:mariadb://rm-1.mysql.rds.aliyuncs.com:3306/artist?useSSL=true&amp;');
    expect(server).toContain('username="artist_app" password="Aa1_database"');
    expect(file("/etc/tomcat10/context.xml")).toContain(
      '<ResourceLink name="jdbc/database" global="jdbc/database"',
    );
  });

  it("reads exactly the secrets of its stores, and keeps them out of what everybody may read", () => {
    expect(secretsOf(composed)).toEqual(Object.keys(VALUES).sort());
    for (const { path, content } of composed.files) {
      if (typeof content === "string") expect(content, path).not.toMatch(/Aa1_|0123abcd/);
    }
  });

  it("brings the driver where Tomcat itself finds it", () => {
    expect(composed.packages).toContain("libmariadb-java");
    expect(file("/var/lib/tomcat10/bin/setenv.sh")).toContain(
      "CLASSPATH=/usr/share/java/mariadb-java-client.jar\n",
    );
  });

  it("links every name that it declares, and no other", () => {
    const declared = [
      ...file("/etc/tomcat10/server.xml").matchAll(/<(?:Environment|Resource) name="([^"]+)"/g),
    ];
    const linked = [...file("/etc/tomcat10/context.xml").matchAll(/<ResourceLink name="([^"]+)"/g)];
    expect(linked.map(([, name]) => name).sort()).toEqual(declared.map(([, name]) => name).sort());
    expect(linked).toHaveLength(9);
  });
});

describe("a Tomcat without stores", () => {
  it("is what it was", () => {
    const { composed, file } = guest();
    expect(secretsOf(composed)).toEqual(["sessionKey"]);
    expect(file("/etc/tomcat10/server.xml")).not.toContain("GlobalNamingResources");
    expect(file("/etc/tomcat10/context.xml")).not.toContain("ResourceLink");
    expect(composed.packages).not.toContain("libmariadb-java");
  });
});
