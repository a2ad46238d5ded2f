namespace Keyway.Server.Portal.Access;

/// <summary>The page opens only within five minutes of a sign-in of more than one factor; else the person signs in again and comes back.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FreshSignInAttribute : Attribute;
