import type { WireStructure } from '../../../../../aws/service-model.ts';
import { filterForm, wildcardMatcher } from '../../../../../data/wildcard-matcher.ts';
import { numberOf, structureOf, structuresOf, textOf, textsOf } from '../../../../kit/members.ts';
import type { RequestContext } from '../../../../service.ts';
import { allowedShownWhenDisabled, day, messages, mostImageCriteria } from '../../assumptions.ts';
import { invalidValue } from '../../faults.ts';
import type { ImageStructure, ImageWatermark } from '../image-record.ts';

const table = 'ec2.allowed-images-settings';
const key = 'settings';

interface AllowedImagesSettings {
  readonly state: 'disabled' | 'enabled' | 'audit-mode';
  readonly criteria: readonly WireStructure[];
}

function settingsOf(context: RequestContext): AllowedImagesSettings {
  return context.table<AllowedImagesSettings>(table).get(key) ?? { state: 'disabled', criteria: [] };
}

function change(context: RequestContext, settings: Partial<AllowedImagesSettings>): void {
  context.table<AllowedImagesSettings>(table).set(key, { ...settingsOf(context), ...settings });
}

/** Whether the account may use an image, and whether answers say so. */
export interface AllowedImages {
  /** Whether images that do not meet the criteria can neither be found nor used. */
  readonly enforced: boolean;
  readonly shown: boolean;
  meets(image: ImageStructure): boolean;
}

export function allowedImages(context: RequestContext): AllowedImages {
  const { state, criteria } = settingsOf(context);
  const tests = criteria.map((criterion) => compileCriterion(criterion, context.now));
  return {
    enforced: state === 'enabled',
    shown: state !== 'disabled' || allowedShownWhenDisabled,
    // The criteria never bind an account's own images.
    meets: (image) => image.OwnerId === context.account || tests.some((test) => test(image)),
  };
}

/** All conditions of a criterion must hold. */
function compileCriterion(criterion: WireStructure, now: number): (image: ImageStructure) => boolean {
  const providers = textsOf(criterion.ImageProviders);
  const names = textsOf(criterion.ImageNames).map((name) => wildcardMatcher(name, filterForm));
  const productCodes = textsOf(criterion.MarketplaceProductCodes);
  const watermarks = structuresOf(criterion.ImageWatermarks).map((wanted) => compileWatermark(wanted, now));
  const maximumAge = numberOf(structureOf(criterion.CreationDateCondition).MaximumDaysSinceCreated);
  const maximumDeprecated = numberOf(structureOf(criterion.DeprecationTimeCondition).MaximumDaysSinceDeprecated);
  const anyOf = <Item>(wanted: readonly Item[], test: (item: Item) => boolean) =>
    wanted.length === 0 || wanted.some(test);
  return (image) =>
    anyOf(providers, (provider) => provider === image.OwnerId || provider === image.ImageOwnerAlias) &&
    anyOf(names, (matches) => matches(image.Name)) &&
    anyOf(productCodes, (code) => (image.ProductCodes ?? []).some((own) => own.ProductCodeId === code)) &&
    anyOf(watermarks, (fits) => (image.ImageWatermarks ?? []).some(fits)) &&
    (maximumAge === undefined || now - Date.parse(image.CreationDate) <= maximumAge * day) &&
    (maximumDeprecated === undefined ||
      image.DeprecationTime === undefined ||
      now - Date.parse(image.DeprecationTime) <= maximumDeprecated * day);
}

function compileWatermark(wanted: WireStructure, now: number): (own: ImageWatermark) => boolean {
  const key = textOf(wanted.WatermarkKey);
  const region = textOf(wanted.SourceImageRegion);
  const mostSinceImage = numberOf(wanted.MaximumDaysSinceSourceImageCreated) ?? Number.POSITIVE_INFINITY;
  const mostSinceMark = numberOf(wanted.MaximumDaysSinceWatermarkCreated) ?? Number.POSITIVE_INFINITY;
  const daysSince = (time: string) => (now - Date.parse(time)) / day;
  return (own) =>
    (key === undefined || own.WatermarkKey === key) &&
    (region === undefined || own.SourceImageRegion === region) &&
    daysSince(own.SourceImageCreationTime) <= mostSinceImage &&
    daysSince(own.WatermarkCreationTime) <= mostSinceMark;
}

export function getAllowedImagesSettings(_input: WireStructure, context: RequestContext): WireStructure {
  const { state, criteria } = settingsOf(context);
  return { State: state, ImageCriteria: criteria, ManagedBy: 'account' };
}

export function enableAllowedImagesSettings(input: WireStructure, context: RequestContext): WireStructure {
  const state = textOf(input.AllowedImagesSettingsState);
  if (state !== 'enabled' && state !== 'audit-mode') {
    throw invalidValue(`Invalid value '${state}' for AllowedImagesSettingsState.`);
  }
  change(context, { state });
  return { AllowedImagesSettingsState: state };
}

export function disableAllowedImagesSettings(_input: WireStructure, context: RequestContext): WireStructure {
  change(context, { state: 'disabled' });
  return { AllowedImagesSettingsState: 'disabled' };
}

export function replaceImageCriteria(input: WireStructure, context: RequestContext): WireStructure {
  const criteria = structuresOf(input.ImageCriteria);
  if (criteria.length > mostImageCriteria) throw invalidValue(messages.tooManyCriteria);
  change(context, { criteria });
  return { ReturnValue: true };
}
