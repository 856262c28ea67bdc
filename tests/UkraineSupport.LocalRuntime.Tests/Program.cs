using System.Runtime.CompilerServices;
using UkraineSupport.LocalRuntime.Tests;
using UkraineSupport.LocalRuntime.Tests.Engine.Crashes;

// A test that kills the engine's process needs one: this program without its tests.
return args is [ChildProgram.Argument or ChildProgram.HostArgument, ..]
    ? await ChildProgram.RunAsync(args)
    : await Tests.RunAsync(args);

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
