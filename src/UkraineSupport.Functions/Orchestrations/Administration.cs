using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Orchestrations;

/// <summary>What all of <c>/api/admin</c> has in common.</summary>
internal static class Administration
{
    /// <summary>
    /// The first part of the path, <c>admin</c>. Written as a parameter with one value: the Functions host refuses
    /// every route that begins with that word, as if it meant its own <c>/admin</c>.
    /// </summary>
    public const string Route = "{area:regex(^admin$)}";

    private const int LongestId = 200;

    /// <exception cref="ProblemException">401 or 403: administrators only.</exception>
    public static void Require(Call call)
    {
        if (call.Actor.IsAnonymous)
            throw new ProblemException(401, "token-missing", "This is for administrators: it needs a token.");
        if (call.Actor.Role != Role.Administrator)
            throw new ProblemException(403, "administrators-only", "This is for administrators only.");
    }

    /// <summary>The orchestration, for an administrator.</summary>
    /// <exception cref="ProblemException">401, 403; 404 when there is none.</exception>
    public static async Task<OrchestrationMetadata> FindAsync(Call call, DurableTaskClient client, string id)
    {
        Require(call);
        return CanBeId(id) && await client.GetInstanceAsync(id, call.Aborted) is { } found
            ? found
            : throw new ProblemException(404, "not-found", "There is no such orchestration.");
    }

    /// <summary>Whether an instance could be called so: nothing else reaches the backend.</summary>
    public static bool CanBeId(string id) =>
        id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '@');
}
