using System.Text.RegularExpressions;

namespace Keyway.Lab.Walk;

/// <summary>Everyone with a key who may not use the domain: the identity server refuses, with a number, and no ticket is written.</summary>
public sealed partial class RefusalWalk
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
        if (result.ExitCode != 1 || File.Exists(cache) || Number().Match(result.Said) is not { Success: true } number)
            throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
        return result.Said[number.Index..].Split('\n')[0].Trim();
    }

    [GeneratedRegex(@"KW2\d{3}\b")]
    private static partial Regex Number();
}
