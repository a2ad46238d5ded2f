namespace Keyway.Device.SignIn;

/// <summary>What a person asked for with <c>keyway sign-in</c>.</summary>
/// <param name="User">The account's name, or null when the key says who it is.</param>
/// <param name="Cache">Where the full TGT is put.</param>
internal sealed record SignInOrder(string? User, CacheName Cache);
