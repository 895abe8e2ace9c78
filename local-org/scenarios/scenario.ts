import type { ConstantContactSeed } from '../constant-contact';
import type { OrgSeed } from '../salesforce/seed';
import { northwind } from './northwind';

/** What a start state depends on: the time and the addresses that this run got. */
export interface ScenarioContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** Callback URL in this run of the Auth. Provider with this URL suffix. */
  callbackUrl: (suffix: string) => string;
}

/** A whole start state: the org, and the Constant Contact beside it. */
export interface World {
  org: OrgSeed;
  constantContact: ConstantContactSeed;
}

/** One difference from the integration of 2021 that every scenario starts from. */
export type Change = (world: World, context: ScenarioContext) => void;

/** A start state of the whole local org. */
export interface Scenario {
  name: string;
  /** One line for `--help` and the page shell. */
  description: string;
  build(context: ScenarioContext): World;
}

/** The integration of the help-centre article, with some changes. */
export function scenario(name: string, description: string, ...changes: Change[]): Scenario {
  return {
    name,
    description,
    build(context) {
      const world = northwind(context);
      changes.forEach((change) => change(world, context));
      return world;
    }
  };
}
