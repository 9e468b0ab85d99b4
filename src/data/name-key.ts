/** What two spellings of one name have in common: `image_id`, `ImageId` and `image-id`. */
export function nameKey(name: string): string {
  return name.replace(/[-_\s]/g, '').toLowerCase();
}
