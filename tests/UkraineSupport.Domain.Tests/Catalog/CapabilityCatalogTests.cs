using System.Security.Cryptography;
using System.Text;
using UkraineSupport.Domain.Catalog;
using Xunit;

namespace UkraineSupport.Domain.Tests.Catalog;

public class CapabilityCatalogTests
{
    [Fact]
    public void The_whole_catalogue_is_there_in_its_order_and_unchanged()
    {
        var rows = CapabilityCatalog.All.Select(c =>
            string.Join('|', c.Code, c.Area, c.Name, c.NameNl, c.Unit, c.SeedSection, c.Note)
        );

        Assert.Equal(38, CapabilityCatalog.All.Count);
        Assert.Equal("ISR", CapabilityCatalog.All[0].Code);
        Assert.Equal("FUNDING", CapabilityCatalog.All[^1].Code);
        // Of the catalogue as it was agreed: codes and units are part of everything stored, so a change must be meant.
        Assert.Equal(
            "2551716a3c5f7ca0eadab5e809032da3d25220a4927dbcdee73c8bd2bba2afe7",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))
        );
    }

    [Fact]
    public void A_capability_is_found_by_its_code_alone()
    {
        Assert.Equal(
            new Capability(
                "AMMO-155",
                "munitions",
                "155 mm artillery ammunition",
                "155 mm munitie",
                "rounds",
                "1",
                null
            ),
            CapabilityCatalog.Find("AMMO-155")
        );
        Assert.Equal("cruise missiles", CapabilityCatalog.Find("LRPS")!.Note);
        Assert.Null(CapabilityCatalog.Find("ammo-155"));
        Assert.Null(CapabilityCatalog.Find(""));
        Assert.Null(CapabilityCatalog.Find(null));
    }

    [Fact]
    public void Only_funding_is_money() =>
        Assert.Equal(["FUNDING"], CapabilityCatalog.All.Where(c => c.IsMoney).Select(c => c.Code));

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("UAH", true)]
    [InlineData("eur", false)]
    [InlineData("XAU", false)]
    [InlineData(null, false)]
    public void Currencies_are_those_that_are_paid_with(string? code, bool known) =>
        Assert.Equal(known, Currencies.IsKnown(code));
}
