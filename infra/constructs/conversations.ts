import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type Attribute,
} from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { Deployment } from "./deployment.ts";

/** Each index, and the pair of attributes an item is in it by. */
const indexes = {
  byDue: ["duePk", "dueSk"],
  byTeam: ["teamPk", "teamSk"],
  byAuthor: ["authorPk", "authorSk"],
} as const;
type IndexName = keyof typeof indexes;

/** The table everything is remembered in. */
export class Conversations extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { observability }: Pick<Deployment, "observability">) {
    super(scope, id);
    this.table = this.createTable();
    this.addIndexes();
    observability.raise(this, "WritesThrottled", {
      metric: this.table.metric("WriteThrottleEvents", { period: Duration.minutes(1), statistic: "Sum" }),
      when: { reaches: 1 },
      periods: 3,
      customersLose: "minutes: mentions wait on the intake queue to be written down.",
      lookFirst: "the table's consumed write capacity, and whether one partition key takes most of it.",
    });
    new CfnOutput(Stack.of(this), "ConversationsTableName", { value: this.table.tableName });
  }

  indexArn(name: IndexName): string {
    return `${this.table.tableArn}/index/${name}`;
  }

  private createTable(): Table {
    return new Table(this, "Table", {
      partitionKey: text("pk"),
      sortKey: text("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: "expiresAt",
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private addIndexes(): void {
    for (const [indexName, [partitionKey, sortKey]] of Object.entries(indexes))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
  }
}

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
