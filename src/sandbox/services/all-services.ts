import { loadSchema } from '../../catalog/schema-store.ts';
import type { SandboxService } from '../service.ts';
import { createServices } from './index.ts';

/** The services of a sandbox that is told of no others, over the catalog's resource schemas. */
export function allServices(): readonly SandboxService[] {
  return createServices(loadSchema);
}
