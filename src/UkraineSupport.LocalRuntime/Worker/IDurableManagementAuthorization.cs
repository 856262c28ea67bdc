using Microsoft.AspNetCore.Http;

namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>
/// Decides who may use the instance management API below <c>/runtime/webhooks/durabletask</c>. In Azure the platform
/// asks for its system key there; here the app decides, and without a decision nobody may.
/// </summary>
/// <remarks>
/// Source that also compiles against the real worker, which has no such type, registers a
/// <c>Func&lt;HttpContext, ValueTask&lt;bool&gt;&gt;</c> under the key <see cref="ServiceKey"/> instead.
/// </remarks>
public interface IDurableManagementAuthorization
{
    /// <summary>The key of the delegate that stands for this interface: <c>durable-management</c>.</summary>
    const string ServiceKey = "durable-management";

    /// <summary>Whether this request may read and change instances.</summary>
    ValueTask<bool> IsAllowedAsync(HttpContext context);
}
