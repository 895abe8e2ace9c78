import type { Problem } from '../outcome';
import { suggestion } from './elements';
import { componentsOf } from './source';
import type { Component, PackageSource } from './source';
import { child, children, content, descendants, problemAt, text } from './xml';
import type { Place } from './xml';

/** Where a Lightning page of each type takes components from. https://developer.salesforce.com/docs/platform/lwc/guide/targets-introduction.html */
const TARGET_OF_PAGE: Record<string, string> = {
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
  RecordPage: 'lightning__RecordPage',
  UtilityBar: 'lightning__UtilityBar'
};

const TARGETS = new Set([
  ...Object.values(TARGET_OF_PAGE),
  'lightning__FlowScreen',
  'lightning__FlowAction',
  'lightning__GlobalAction',
  'lightning__Inbox',
  'lightning__RecordAction',
  'lightning__Tab',
  'lightning__UrlAddressable',
  'lightning__VoiceExtension',
  'lightningCommunity__Default',
  'lightningCommunity__Page',
  'lightningCommunity__Page_Layout',
  'lightningCommunity__Theme_Layout',
  'lightningSnapin__ChatMessage',
  'lightningSnapin__ChatHeader',
  'lightningSnapin__Minimized',
  'lightningSnapin__PreChat',
  'analytics__Dashboard'
]);

/** https://developer.salesforce.com/docs/platform/lwc/guide/reference-configuration-tags.html */
const PROPERTY_TYPES = new Set(['Boolean', 'Integer', 'String', 'Color', 'ContentReference']);

/** Components of Lightning pages: they exist, may stand there, and take the properties given. Also what bundles say about themselves. */
export function checkLightningPages(source: PackageSource): Problem[] {
  const bundles = componentsOf(source, 'LightningComponentBundle');
  return [
    ...[...bundles.values()].flatMap((bundle) => checkBundle(source, bundle)),
    ...[...componentsOf(source, 'FlexiPage').values()].flatMap((page) => checkPage(page, bundles)),
    ...checkTabs(source, bundles)
  ];
}

function checkBundle(source: PackageSource, { fullName, place }: Component): Problem[] {
  const problems: Problem[] = [];
  const targets = descendants(place, 'targets/target');
  for (const target of targets.filter((each) => !TARGETS.has(content(each)))) {
    problems.push(problemAt(target, `no target is named ${content(target)}${suggestion(content(target), TARGETS)}`));
  }
  const isExposed = child(place, 'isExposed');
  if (targets.length > 0 && (!isExposed || content(isExposed) !== 'true')) {
    problems.push(problemAt(isExposed ?? place, `${fullName} has targets but is not exposed`));
  }
  const code = source.files.find(({ path }) => path.endsWith(`/lwc/${fullName}/${fullName}.js`))?.text ?? '';
  for (const config of descendants(place, 'targetConfigs/targetConfig')) {
    for (const target of (config.element.getAttribute('targets') ?? '').split(',').map((each) => each.trim())) {
      if (!targets.some((each) => content(each) === target)) {
        problems.push(
          problemAt(config, `${fullName} is configured for ${target || 'no target'}, which is not among its targets`)
        );
      }
    }
    for (const property of children(config, 'property')) {
      const name = property.element.getAttribute('name') ?? '';
      const type = property.element.getAttribute('type') ?? '';
      if (!new RegExp(`@api\\s+(?:[gs]et\\s+)?${name}\\b`).test(code) || name === '') {
        problems.push(problemAt(property, `${fullName} has no @api property ${name}`));
      }
      if (!PROPERTY_TYPES.has(type) && !type.startsWith('@salesforce/')) {
        problems.push(problemAt(property, `a property has no type ${type || '(none given)'}`));
      }
    }
  }
  return problems;
}

function checkPage({ place }: Component, bundles: Map<string, Component>): Problem[] {
  const pageType = text(place, 'type') ?? '';
  const target = TARGET_OF_PAGE[pageType];
  const identifiers = new Set<string>();
  return descendants(place, 'flexiPageRegions/itemInstances/componentInstance').flatMap((instance) => {
    const problems: Problem[] = [];
    const identifier = child(instance, 'identifier');
    if (identifier && identifiers.size === identifiers.add(content(identifier)).size) {
      problems.push(problemAt(identifier, `two components of the page have the identifier ${content(identifier)}`));
    }
    const name = child(instance, 'componentName');
    // `namespace:name` of another namespace is Salesforce's own.
    const bundleName = name && /^(?:c:)?(\w+)$/.exec(content(name))?.[1];
    if (!name || bundleName === null || bundleName === undefined) {
      return problems;
    }
    const bundle = bundles.get(bundleName);
    if (!bundle) {
      const message = `the package has no LightningComponentBundle ${bundleName}${suggestion(bundleName, bundles.keys())}`;
      return [...problems, problemAt(name, message)];
    }
    if (target === undefined) {
      problems.push(problemAt(name, `this check does not know which components a ${pageType} takes`));
    } else if (!hasTarget(bundle.place, target)) {
      problems.push(problemAt(name, `${bundleName} lacks the target ${target} in ${bundle.place.file}`));
    }
    return [...problems, ...checkProperties(instance, bundle, target ?? '')];
  });
}

function checkTabs(source: PackageSource, bundles: Map<string, Component>): Problem[] {
  return [...componentsOf(source, 'CustomTab').values()].flatMap(({ place }) =>
    children(place, 'lwcComponent').flatMap((name) => {
      const bundle = bundles.get(content(name));
      return bundle && !hasTarget(bundle.place, 'lightning__Tab')
        ? [problemAt(name, `${content(name)} lacks the target lightning__Tab in ${bundle.place.file}`)]
        : [];
    })
  );
}

function hasTarget(bundle: Place, target: string): boolean {
  return descendants(bundle, 'targets/target').some((each) => content(each) === target);
}

function checkProperties(instance: Place, bundle: Component, target: string): Problem[] {
  const declared = new Map(
    descendants(bundle.place, 'targetConfigs/targetConfig')
      .filter(({ element }) =>
        (element.getAttribute('targets') ?? '')
          .split(',')
          .map((each) => each.trim())
          .includes(target)
      )
      .flatMap((config) => children(config, 'property'))
      .map(({ element }) => [element.getAttribute('name') ?? '', element])
  );
  const given = children(instance, 'componentInstanceProperties').filter((each) => text(each, 'type') !== 'decorator');
  const problems = given.flatMap((property) => {
    const name = text(property, 'name') ?? '';
    const value = text(property, 'value') ?? '';
    const type = declared.get(name)?.getAttribute('type');
    if (type === undefined) {
      const message = `${bundle.fullName} has no property ${name} for ${target}${suggestion(name, declared.keys())}`;
      return [problemAt(child(property, 'name') ?? property, message)];
    }
    const fits = type === 'Boolean' ? /^(true|false)$/.test(value) : type === 'Integer' ? /^-?\d+$/.test(value) : true;
    return fits ? [] : [problemAt(child(property, 'value') ?? property, `${name} is of type ${type}, not "${value}"`)];
  });
  for (const [name, element] of declared) {
    const isNeeded = element.getAttribute('required') === 'true' && !element.hasAttribute('default');
    if (isNeeded && !given.some((property) => text(property, 'name') === name)) {
      problems.push(problemAt(instance, `${bundle.fullName} needs the property ${name}`));
    }
  }
  return problems;
}
