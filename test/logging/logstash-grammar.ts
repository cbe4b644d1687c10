/**
 * As much of Logstash's grammar (logstash-core, grammar.treetop) as a pipeline of this program uses: sections, plugins,
 * `if`, settings with strings, numbers, booleans and lists. Logstash itself is in no registry that tests can ask.
 *
 * @throws Error with the place of the first text that Logstash wouldn't read
 */
export function parsePipeline(text: string): ReadonlyMap<string, readonly string[]> {
  const tokens = tokensOf(text);
  let at = 0;
  const fail = (wanted: string): never => {
    throw new Error(`token ${at}: ${tokens[at] ?? "the end"} where ${wanted} is wanted`);
  };
  const take = (pattern: RegExp, wanted: string): string => {
    const token = tokens[at];
    if (token === undefined || !pattern.test(token)) return fail(wanted);
    at++;
    return token;
  };
  const plugins: string[] = [];

  function value(): void {
    if (tokens[at] !== "[") {
      take(/^(?:"|'|-?\d|true$|false$|[a-z_]+$)/, "a value");
      return;
    }
    at++;
    while (tokens[at] !== "]") {
      value();
      if (tokens[at] === ",") at++;
      else if (tokens[at] !== "]") fail('"," or "]"');
    }
    at++;
  }
  function plugin(): void {
    plugins.push(take(/^[A-Za-z0-9_-]+$/, "a plugin's name"));
    take(/^\{$/, '"{"');
    while (tokens[at] !== "}") {
      take(/^[a-z_0-9]+$/, "a setting's name");
      take(/^=>$/, '"=>"');
      value();
    }
    at++;
  }
  function block(): void {
    take(/^\{$/, '"{"');
    while (tokens[at] !== "}") {
      if (tokens[at] === "if") {
        at++;
        while (tokens[at] === "[") {
          at++;
          take(/^[@A-Za-z0-9_]+$/, "a field");
          take(/^\]$/, '"]"');
        }
        take(/^==$/, '"=="');
        take(/^["']/, "a string");
        block();
      } else plugin();
    }
    at++;
  }

  const sections = new Map<string, readonly string[]>();
  while (at < tokens.length) {
    const name = take(/^(?:input|filter|output)$/, "input, filter or output");
    plugins.length = 0;
    block();
    sections.set(name, [...plugins]);
  }
  return sections;
}

function tokensOf(text: string): readonly string[] {
  const token = /\s+|#[^\n]*|("[^"]*"|'[^']*'|=>|==|[{}[\],]|[@A-Za-z0-9_.-]+)/y;
  const tokens: string[] = [];
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null)
      throw new Error(`${JSON.stringify(text.slice(from, from + 20))} is no part of the language`);
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}
