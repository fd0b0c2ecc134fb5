/** Tags and the feature blocks that the provider derives from them (documentation of `featureTags`). */
import { texts } from "../kind.ts";
import { isObject, type Properties, type Value } from "../properties.ts";

const featureTags = {
  customSingleSignOn: "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
  enterprise: "WindowsAzureActiveDirectoryIntegratedApp",
  gallery: "WindowsAzureActiveDirectoryGalleryApplicationNonPrimaryV1",
  hide: "HideApp",
};

/** The tags of the inputs: `featureTags` where given, else `tags`. */
export function tagsOf(inputs: Properties): string[] {
  const features = inputs.featureTags;
  if (!Array.isArray(features) || features.length === 0) return texts(inputs.tags);
  return features
    .filter(isObject)
    .flatMap((block) => Object.entries(featureTags).flatMap(([name, tag]) => (block[name] === true ? [tag] : [])));
}

/** The feature block that tags mean. */
export function featureTagsOf(tags: Value | undefined): Value {
  return [Object.fromEntries(Object.entries(featureTags).map(([name, tag]) => [name, texts(tags).includes(tag)]))];
}

/** The deprecated block of service principals: the same under other names, with visibility the other way round. */
export function featuresOf(tags: Value | undefined): Value {
  return [
    {
      customSingleSignOnApp: texts(tags).includes(featureTags.customSingleSignOn),
      enterpriseApplication: texts(tags).includes(featureTags.enterprise),
      galleryApplication: texts(tags).includes(featureTags.gallery),
      visibleToUsers: !texts(tags).includes(featureTags.hide),
    },
  ];
}

/** Without tags in the program the object keeps those it has (optional and computed in the provider's schema). */
export function withPriorTags(inputs: Properties, prior: Properties): Properties {
  const given = inputs.tags !== undefined || inputs.featureTags !== undefined;
  return given ? inputs : { ...inputs, tags: prior.tags ?? [] };
}
