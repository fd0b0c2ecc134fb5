import { changed } from "./declared.ts";

export default () =>
  changed("Application", ({ requiredResourceAccesses }) => ({
    props: {
      requiredResourceAccesses: (requiredResourceAccesses as { resourceAccesses: object[] }[]).map((access) => ({
        ...access,
        resourceAccesses: [{ id: "12345678-1234-1234-1234-123456789012", type: "Role" }, ...access.resourceAccesses],
      })),
    },
  }));
