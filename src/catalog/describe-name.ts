import { snakeCase } from './snake-case.ts';

/** What a property or member is that nothing describes: `ImageName` is `The image name.` */
export function describeName(name: string): string {
  return `The ${snakeCase(name).replaceAll('_', ' ')}.`;
}
