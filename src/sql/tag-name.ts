/** Whether a column holds tags, by its name. AWS's names for one are `tags`, `Tags`, `TagSet`, `tag_list`, `hosted_zone_tags`. */
export function isTagName(name: string): boolean {
  return /(?:^|_)tags?(?:$|_|set$|list$)/i.test(name) || /(?:^|[a-z])Tags?(?:$|[A-Z])/.test(name);
}
