using Microsoft.Extensions.Configuration;

namespace UkraineSupport.Functions.Settings;

/// <summary>Where the app runs.</summary>
internal static class Surroundings
{
    /// <summary>
    /// What the platform sets for every app: App Service and Premium the first; Flex Consumption, which does not, the
    /// second and third; Container Apps the last. Not <c>CONTAINER_NAME</c>, which is set on other machines too, and
    /// not <c>AZURE_FUNCTIONS_ENVIRONMENT</c>: whoever may change settings could say <c>Development</c> there.
    /// </summary>
    private static readonly string[] Marks =
    [
        "WEBSITE_INSTANCE_ID",
        "WEBSITE_POD_NAME",
        "LEGION_SERVICE_HOST",
        "CONTAINER_APP_NAME",
    ];

    /// <summary>Whether it is Azure, where what is meant for one machine is refused.</summary>
    public static bool IsAzure(IConfiguration configuration) =>
        Marks.Any(mark => !string.IsNullOrEmpty(configuration[mark]));
}
