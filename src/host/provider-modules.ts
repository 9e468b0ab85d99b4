import { awsModule } from '../providers/aws/aws-module.ts';
import type { ProviderModule } from '../providers/provider-module.ts';

/** Every provider that a host opens. Another one is a folder in `providers/` and a line here. */
export const providerModules: readonly ProviderModule[] = [awsModule];
