import { COMMON_OPTIONS, type Command, type OptionSpec } from "../commands/command.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** A completion script for the shell, derived from the command table. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  switch (shell) {
    case "bash":
      return bash(commands);
    case "zsh":
      // zsh reads bash's completions through its own bridge: one script to keep right.
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
    case "fish":
      return fish(commands);
  }
}

function optionsOf(command: Command): readonly OptionSpec[] {
  return [...COMMON_OPTIONS, ...command.options];
}

function bash(commands: readonly Command[]): string {
  const names = commands.map((command) => command.name).join(" ");
  const cases = commands.map((command) => {
    const words = [
      ...optionsOf(command).map((option) => `--${option.name}`),
      ...(command.operands?.choices ?? []),
    ];
    return `    ${command.name}) words="${words.join(" ")}" ;;`;
  });
  const everyOption = [...COMMON_OPTIONS, ...commands.flatMap((command) => command.options)];
  const values = new Map(
    everyOption.flatMap(({ name, choices }) => (choices ? [[name, choices] as const] : [])),
  );
  const valueCases = [...values].map(([name, choices]) => `    --${name}) words="${choices.join(" ")}" ;;`);
  return `_hougu() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  case "$previous" in
${valueCases.join("\n")}
    --stack|-s) words="$(ls Pulumi.*.yaml 2>/dev/null | sed 's/^Pulumi\\.\\(.*\\)\\.yaml$/\\1/')" ;;
  esac
  if [ -z "$words" ] && [ "$COMP_CWORD" -eq 1 ]; then words="${names} help --help --version"
  elif [ -z "$words" ]; then case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    help) words="${names}" ;;
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _hougu hougu
`;
}

function fish(commands: readonly Command[]): string {
  const lines = ["complete -c hougu -f"];
  for (const command of commands) {
    lines.push(
      `complete -c hougu -n __fish_use_subcommand -a ${command.name} -d ${quote(command.summary.en)}`,
    );
    const condition = `-n '__fish_seen_subcommand_from ${command.name}'`;
    for (const option of optionsOf(command)) {
      const short = option.short ? ` -s ${option.short}` : "";
      const value =
        option.type === "string" ? ` -x${option.choices ? ` -a '${option.choices.join(" ")}'` : ""}` : "";
      lines.push(
        `complete -c hougu ${condition} -l ${option.name}${short}${value} -d ${quote(option.summary.en)}`,
      );
    }
    for (const choice of command.operands?.choices ?? [])
      lines.push(`complete -c hougu ${condition} -a ${choice}`);
  }
  return `${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
