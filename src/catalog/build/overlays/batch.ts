import { overlayOf } from './parts.ts';

/** Sources: the service's model. */
export const batch = overlayOf({
  resources: {
    // The type is of a name, `DescribeJobDefinitions` of each of its revisions: they are not the same things.
    job_definitions: { paths: [] },
  },
});
