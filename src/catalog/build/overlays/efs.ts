import { get, given, list, overlayOf } from './parts.ts';

const id = { rename: { MountTargetId: 'id' } };

/** Sources: the service's model: mount targets are described by their file system, or by their own id. */
export const efs = overlayOf({
  resources: {
    mount_targets: {
      readBy: [
        list('DescribeMountTargets', 'MountTargets', { ...id, parameters: [given('FileSystemId', 'file_system_id')] }),
        get('DescribeMountTargets', 'MountTargets', [given('MountTargetId', 'id')], id),
      ],
    },
  },
});
