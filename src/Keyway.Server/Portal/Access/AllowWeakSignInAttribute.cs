namespace Keyway.Server.Portal.Access;

/// <summary>The page opens for a sign-in of one factor too: it shows nothing that a password alone should open, and leads to a second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AllowWeakSignInAttribute : Attribute;
