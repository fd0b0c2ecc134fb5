export default async () => {
  throw new Error("the registry of vendors is empty");
};
