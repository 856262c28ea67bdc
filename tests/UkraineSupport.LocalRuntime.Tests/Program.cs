using System.Runtime.CompilerServices;
using UkraineSupport.LocalRuntime.Tests;
using UkraineSupport.LocalRuntime.Tests.Durable;

// A test that kills a host needs one in a process of its own: this program without its tests.
return args is [KilledHost.Argument, ..] ? await KilledHost.RunAsync(args[1..]) : await Tests.RunAsync(args);

/// <summary>What xunit would have generated as entry point.</summary>
file static class Tests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task<int> RunAsync(string[] args) =>
        args.Any(a => a is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
                args,
                SelfRegisteredExtensions.AddSelfRegisteredExtensions
            )
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
