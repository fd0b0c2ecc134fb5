/** What mends a difference. A plain `up` compares the file with its state, and sees nothing that was done beside them. */
import { playStack } from "../../components/world.ts";
import { upCommand } from "../stack.ts";

/** One way to mend. */
export type Remedy =
  /** A command of this project, and what it does about it. */
  | { readonly by: "command"; readonly command: string; readonly does: string }
  /** A person, at a place of the Entra admin center or the Azure portal; with the command that does the same where one does. */
  | { readonly by: "hand"; readonly place: string; readonly does: string; readonly command?: string };

/** How the person calls the verbs, and the file they write. */
export interface Naming {
  readonly adopt: string;
  readonly verify: string;
  readonly rotate: string;
  /** Applies the file: `make up`, or the pipeline's. */
  readonly up: string;
  /** The same, and has the engine read the tenant first. */
  readonly refresh: string;
  readonly file: string;
}

/** The names that a stack's verbs go by. */
export function namingOf({ name, file, world }: { name: string; file: string; world: "sandbox" | "real" }): Naming {
  const front = world === "sandbox" && name === playStack ? "./integrations" : `./integrations --stack ${name}`;
  return {
    adopt: `${front} adopt`,
    verify: `${front} verify`,
    rotate: `${front} rotate`,
    up: world === "sandbox" ? upCommand({ name, world }) : `${front} pulumi up`,
    refresh: `${front} pulumi up --refresh`,
    file,
  };
}

/** What the engine mends once it has read the tenant. */
export function byRefresh({ refresh }: Naming, place: string): Remedy {
  return { by: "command", command: refresh, does: `writes what the file says (${place})` };
}

/** The next `up` makes it, or makes it again: recovery has the state forget what is gone. */
export function byUp({ up }: Naming, does: string): Remedy {
  return { by: "command", command: up, does };
}

/** In a line. */
export function remedyLine(remedy: Remedy): string {
  if (remedy.by === "command") return `${remedy.command}: ${remedy.does}`;
  const also = remedy.command === undefined ? "" : ` (${remedy.command})`;
  return `by hand: ${remedy.place}: ${remedy.does}${also}`;
}
