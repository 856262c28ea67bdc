using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Catalog;

/// <summary>A donor of the catalogue.</summary>
/// <param name="Party">ISO 3166-1 alpha-3, or an institution.</param>
/// <param name="Gdp">Its gross domestic product, EUR billion, with year and source; null of an institution.</param>
/// <param name="Makes">Capabilities that it provides.</param>
/// <param name="MakesEvidence"><c>demo</c>: what a donor makes is invented; null where nothing is said.</param>
internal sealed record DonorView(
    string Party,
    GrossDomesticProduct? Gdp,
    IReadOnlyList<string> Makes,
    EvidenceLevel? MakesEvidence
)
{
    public static DonorView Of(DonorProfile donor) =>
        new(donor.Party, donor.Gdp, [.. donor.Makes.Order()], donor.Makes.Count == 0 ? null : EvidenceLevel.Demo);
}

/// <summary>The catalogues of capabilities and donors.</summary>
internal sealed class CatalogEndpoints(Api api)
{
    /// <summary>What quantities are counted in.</summary>
    [Function("ListCapabilities")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "catalog/capabilities")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            _ => Task.FromResult(Answer.Ok(new ListPage<Capability>(CapabilityCatalog.All, null)))
        );

    /// <summary>Who can be a donor, with what fair shares are reckoned by.</summary>
    [Function("ListDonors")]
    public Task<IResult> ListDonorsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "catalog/donors")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            _ => Task.FromResult(Answer.Ok(new ListPage<DonorView>([.. DonorCatalog.All.Select(DonorView.Of)], null)))
        );
}
