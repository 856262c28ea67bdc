using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Tests.Backups;

/// <summary>The tool as a process of its own, with nothing but the storage in common with the app.</summary>
internal sealed class BackupTool
{
    private readonly ServiceProvider _services;

    /// <param name="connection">The storage.</param>
    /// <param name="policy">Sees every call to storage, or null.</param>
    /// <param name="now">The time it is there, and stays; null: the real one.</param>
    public BackupTool(string connection, HttpPipelinePolicy? policy = null, DateTimeOffset? now = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", connection)])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(new Hurried(now));
        services.AddParts(configuration);
        services.AddSingleton(new StorageAccount(configuration, policy));
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A backup as of a moment.</summary>
    public async Task<byte[]> TakeAsync(DateTimeOffset moment)
    {
        using var to = new MemoryStream();
        await Get<Backup>().WriteAsync(to, _ => Task.FromResult(moment), Cancel);
        return to.ToArray();
    }

    public async Task<RestoreResult> RestoreAsync(byte[] backup)
    {
        using var file = BackupFile.Open(new MemoryStream(backup));
        return await Get<Restore>().RunAsync(file, Cancel);
    }

    /// <summary>A time in which nothing takes any.</summary>
    private sealed class Hurried(DateTimeOffset? now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now ?? System.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
