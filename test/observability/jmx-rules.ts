/** As Tomcats have them on their machines: the JVM's own metrics come without rules, these are of Tomcat's beans. */
export const JMX_RULES = `lowercaseOutputName: true
includeObjectNames:
  - "Catalina:type=GlobalRequestProcessor,*"
  - "Catalina:type=ThreadPool,*"
  - "Catalina:type=Manager,*"
  - "Catalina:type=DataSource,*"
rules:
  - pattern: 'Catalina<type=GlobalRequestProcessor, name="(.+)"><>(requestCount|errorCount|processingTime|bytesReceived|bytesSent)'
    name: tomcat_$2_total
    type: COUNTER
    labels: { connector: "$1" }
  - pattern: 'Catalina<type=ThreadPool, name="(.+)"><>(currentThreadCount|currentThreadsBusy|maxThreads|connectionCount|maxConnections)'
    name: tomcat_threadpool_$2
    type: GAUGE
    labels: { connector: "$1" }
  - pattern: 'Catalina<type=Manager, host=(.+), context=(.+)><>(activeSessions|rejectedSessions|expiredSessions)'
    name: tomcat_session_$3
    type: GAUGE
    labels: { context: "$2" }
`;
