/** Code below an output that waits for what never comes here. */
import { declared } from "./declared.ts";

export default async () => {
  const { principal } = await declared();
  principal.objectId.apply(() => new Promise(() => {}));
};
