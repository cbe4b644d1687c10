<%@ page contentType="application/json; charset=UTF-8" session="false" %><%
  String action = request.getParameter("action");
  if ("sleep".equals(action)) Thread.sleep(Long.parseLong(request.getParameter("milliseconds")));
  if ("fail".equals(action)) throw new IllegalStateException("a failure with details");
  jakarta.servlet.http.HttpSession known = request.getSession(false);
  if ("begin".equals(action)) known = request.getSession(true);
  int count = 0;
  if (known != null) {
    Object before = known.getAttribute("count");
    count = before == null ? 1 : (Integer) before + 1;
    known.setAttribute("count", count);
    String note = request.getParameter("note");
    if (note != null) known.setAttribute("note", note);
  }
%>{"session": <%= known == null ? "null" : "\"" + known.getId() + "\"" %>, "count": <%= count %>, "idleSeconds": <%= known == null ? 0 : known.getMaxInactiveInterval() %>, "client": "<%= request.getRemoteAddr() %>", "secure": <%= request.isSecure() %>}
