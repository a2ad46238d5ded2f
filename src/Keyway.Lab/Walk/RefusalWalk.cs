namespace Keyway.Lab.Walk;

/// <summary>Everyone with a key who may not use the domain: the identity server refuses, with a number, and no ticket is written.</summary>
public sealed class RefusalWalk
{
    private readonly SignInWalk _signIn;
    private readonly Laboratory _lab;

    public RefusalWalk(Laboratory lab)
    {
        _lab = lab;
        _signIn = new SignInWalk(lab);
    }

    public static IReadOnlyList<string> Users { get; } = ["bob", "eve", Domain.Administrator, "carol", "dave", "frank"];

    public async Task<string> RefuseAsync(string user, CancellationToken cancellation)
    {
        var cache = _signIn.CacheOf(user)["FILE:".Length..];
        File.Delete(cache);
        var result = await _signIn.RunSignInAsync(user, cancellation);
        var report = SignInReport.Parse(result);
        return result.ExitCode == 1 && !File.Exists(cache) && report.Error is { } error && error.StartsWith("KW2", StringComparison.Ordinal)
            ? error
            : throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }
}
