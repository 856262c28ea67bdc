using Xunit;

namespace UkraineSupport.EndToEnd.Fixtures;

/// <summary>Classes that keep to capabilities of their own share one app, one after the other.</summary>
[CollectionDefinition(nameof(OneApp))]
public sealed class OneApp : ICollectionFixture<OwnApp>;
