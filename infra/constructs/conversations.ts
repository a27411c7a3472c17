import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
  type CfnEventSourceMapping,
} from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Env as RelayEventsEnv } from "../../functions/relay-events/env.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { Deployment } from "./deployment.ts";
import type { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";
