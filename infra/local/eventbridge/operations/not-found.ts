import { AwsError } from "../../gateway/aws-error.ts";

export const notFound = (message: string): AwsError =>
  new AwsError({ code: "ResourceNotFoundException", message });
