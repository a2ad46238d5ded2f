namespace Keyway.Server.Portal.Access;

/// <summary>The page belongs to the registration of a key, so that it opens for an administrator who came by the first link and has none yet.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AllowBeforeFirstKeyAttribute : Attribute;
