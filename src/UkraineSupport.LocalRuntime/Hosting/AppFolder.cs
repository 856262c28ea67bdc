using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// Where the app lies: it is not copied beside the host, so what runs is what was built or published there. Its
/// assemblies and native code are loaded from its folder as its own <c>deps.json</c> says.
/// </summary>
public static class AppFolder
{
    /// <summary>
    /// Loads from the folder of <paramref name="app"/> what this process lacks. To be called before any method that
    /// names a type of the app is run.
    /// </summary>
    /// <param name="app">Path of the app's assembly.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static void Use(string app)
    {
        var path = Path.GetFullPath(app);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no function app at {path}.", path);
        var resolver = new AssemblyDependencyResolver(path);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            resolver.ResolveUnmanagedDllToPath(name) is { } found ? NativeLibrary.Load(found) : IntPtr.Zero;
    }
}
