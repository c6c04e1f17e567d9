import * as fusionauth from '@pulumi/fusionauth';
import type * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';

/** What a client may ask an application's users for, besides what OpenID Connect defines. */
export interface ScopeArgs {
  /** What clients ask for, and tokens carry in their claim `scope`; another name is another scope. */
  name: string;
  /** For administrators; users are not shown it. */
  description?: string | undefined;
  /** What users are asked to allow; the name where it is left out. */
  message?: string | undefined;
  /** What that means, below the message. */
  detail?: string | undefined;
  /** Whether users who are asked can only allow it or cancel. */
  required: boolean;
}

/** Declares the scopes of an application, in their order. */
export function declareScopes(
  owner: string,
  applicationId: pulumi.Output<string>,
  scopes: readonly ScopeArgs[],
  parent: pulumi.Resource,
): fusionauth.ApplicationOauthScope[] {
  return scopes.map(
    ({ name, description, message, detail, required }) =>
      new fusionauth.ApplicationOauthScope(
        names.scope(owner, name),
        {
          applicationId,
          name,
          ...(description && { description }),
          ...(message && { defaultConsentMessage: message }),
          ...(detail && { defaultConsentDetail: detail }),
          required,
        },
        // The provider would look for the scope in the other application.
        { parent, replaceOnChanges: ['applicationId'] },
      ),
  );
}
