using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The register with the demonstration data, loaded as <c>./run</c> loads it.</summary>
public sealed class DemoRegister : Register
{
    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DemoData.LoadAsync(App.Process);
    }
}

/// <summary>The classes that read the demonstration data share one register and change nothing in it.</summary>
[CollectionDefinition(Name)]
public sealed class DemoReaders : ICollectionFixture<DemoRegister>
{
    internal const string Name = "Readers of the demonstration data";
}
