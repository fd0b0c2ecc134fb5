/**
 * How a failure reaches the engine. An object that was made before the failure travels along (pulumirpc.ErrorResourceInitFailed
 * in the status details), so that the engine records it and nothing is orphaned.
 */
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { PartlyMade } from "./operations.ts";

/** The gRPC error of a thrown value: its message, without a stack trace. */
export function failure(cause: unknown): Partial<ServiceError> {
  const details = cause instanceof Error ? cause.message : String(cause);
  if (!(cause instanceof PartlyMade)) return { code: status.UNKNOWN, details };
  const failed = new provider.ErrorResourceInitFailed()
    .setId(cause.made.id)
    .setProperties(struct.Struct.fromJavaScript(cause.made.outputs))
    .setInputs(struct.Struct.fromJavaScript(cause.made.inputs))
    .setReasonsList([details]);
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new statuses.Status().setCode(status.UNKNOWN).setMessage(details).setDetailsList([detail]);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(answer.serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}
