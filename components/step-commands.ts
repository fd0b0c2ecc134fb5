/** Commands in a step of a vendor's page: lines of its text that begin with a shell's prompt. */

/** The prompt that a line begins with, by the shell that takes the rest. */
export const prompts = { sh: "$ ", powershell: "PS> " } as const;

/** The commands of a step's text, in order, with their placeholders. */
export function commandsIn(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const prompt = Object.values(prompts).find((one) => line.startsWith(one));
    return prompt === undefined ? [] : [line.slice(prompt.length)];
  });
}
