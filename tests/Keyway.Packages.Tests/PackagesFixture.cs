using Keyway.Packages;

[assembly: AssemblyFixture(typeof(PackagesFixture))]

namespace Keyway.Packages;

/// <summary>All packages, built once by the one command.</summary>
public sealed class PackagesFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keyway-packages-");

    /// <summary>The checkout: this program is in artifacts/bin/PROJECT/CONFIGURATION.</summary>
    internal static string Checkout { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.FullName;

    /// <summary>Where the <c>.deb</c> files are.</summary>
    internal string Output => Path.Combine(_folder.FullName, "deb");

    internal IReadOnlyList<BuiltPackage> All { get; private set; } = [];

    internal BuiltPackage this[string name] => All.Single(package => package.Name == name);

    public async ValueTask InitializeAsync()
    {
        await Tool.ReadAsync(Path.Combine(Checkout, "packaging/build"), "--output", Output);
        var all = new List<BuiltPackage>();
        foreach (var file in Directory.EnumerateFiles(Output, "*.deb").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file).Split('_')[0];
            var tree = Path.Combine(_folder.FullName, name);
            await Tool.ReadAsync("dpkg-deb", "--extract", file, tree);
            all.Add(new BuiltPackage(name, file, tree));
        }

        All = all;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
