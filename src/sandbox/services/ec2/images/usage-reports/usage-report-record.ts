import type { WireStructure } from '../../../../../aws/service-model.ts';
import type { Tag } from '../../../../kit/tags/tag.ts';

export const usageReportsTable = 'ec2.image-usage-reports';

/** A report of which accounts use an image. */
export interface UsageReportRecord {
  /** As DescribeImageUsageReports shows it once it is available. */
  readonly report: WireStructure & {
    readonly ReportId: string;
    readonly ImageId: string;
    readonly CreationTime: string;
    readonly Tags?: readonly Tag[];
  };
  readonly start: number;
}
