import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { ownImages } from './image-lookup.ts';

/** Throws for a name that EC2 does not take; characters as RegisterImage documents them. */
export function checkImageName(name: string): void {
  if (!/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/.test(name)) {
    throw new SandboxFault('InvalidAMIName.Malformed', messages.badName);
  }
}

export function checkImageNameIsFree(name: string, context: RequestContext): void {
  for (const { image } of ownImages(context).values()) {
    if (image.Name === name) {
      throw new SandboxFault('InvalidAMIName.Duplicate', `AMI name ${name} is already in use by AMI ${image.ImageId}`);
    }
  }
}
