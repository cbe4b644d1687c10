import { type Stores, storeLinks } from "./stores.ts";

/**
 * context.xml, the defaults of every web application.
 *
 * The manager stands here and not in the cluster: Tomcat gives the cluster's manager only to applications whose own
 * web.xml says `<distributable/>`, and drops the word when it comes from the defaults. An application that forgot it
 * would lose its sessions at the next switch.
 *
 * The mini-program's web views come from WeChat's own links: SameSite=Lax lets those keep their session, and nothing
 * else from elsewhere.
 */
export function contextXml(stores?: Stores): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Hougu. Change the program, not this file. -->
<Context>
  <WatchedResource>WEB-INF/web.xml</WatchedResource>
  <!-- A Tomcat that stops takes no session from its peers. One that starts asks a peer for all sessions and waits 10 s
       for the answer: 100,000 sessions of 2 KB need 2 s, and a peer that never answers, e.g. since its key is another,
       holds the start up no longer than that. -->
  <Manager className="org.apache.catalina.ha.session.DeltaManager" stateTransferTimeout="10"
           expireSessionsOnShutdown="false" notifyListenersOnReplication="true"/>
  <CookieProcessor className="org.apache.tomcat.util.http.Rfc6265CookieProcessor" sameSiteCookies="lax"/>
${storeLinks(stores)}</Context>
`;
}

/**
 * web.xml.default, which Tomcat merges below every application's own web.xml: session cookies that scripts can't read
 * and that travel over TLS alone, and never a session id in a URL.
 */
export function webXmlDefault(sessionTimeoutMinutes: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Hougu. Change the program, not this file. -->
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
  <session-config>
    <session-timeout>${sessionTimeoutMinutes}</session-timeout>
    <cookie-config>
      <http-only>true</http-only>
      <secure>true</secure>
    </cookie-config>
    <tracking-mode>COOKIE</tracking-mode>
  </session-config>
</web-app>
`;
}

/** An application with nothing in it: every path answers 404 until a release takes its place. */
export const emptyRootWebXml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by Hougu: nothing has been released yet. -->
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0"/>
`;
