// The Pulumi SDK captures a stack for every promise; frames double the time of an evaluation (pulumi/runtime/debuggable).
Error.stackTraceLimit = 0;
