using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;

namespace UkraineSupport.Domain.Training;

/// <summary>What holds, beside the rules of every allocation, for one of an intake's places.</summary>
internal static class AllocateIntake
{
    /// <summary>What makes no sense in it.</summary>
    public static void Validate(Check check, Pledge pledge, AllocateLine wish, INeed? need)
    {
        var asked = (need as Requirement)?.CourseId;
        if (wish.Intake is null)
        {
            check.That(asked is null, "/requirement", "It asks for persons of one course: allocate an intake of it.");
            return;
        }

        var places = pledge.Places(wish.Intake, wish.Line);
        check.That(places is not null, "/intake", "The line gives no places to such an intake.");
        if (places is null)
            return;
        check.That(
            wish.Quantity == places.Places,
            "/quantity",
            $"An intake is allocated whole: the line gives it {places.Places} places."
        );
        check.That(asked is null || asked == places.CourseId, "/requirement", "It asks for persons of another course.");
        check.That(need?.Owner is null, "/requirement", "An intake does not fill a donor's stock.");
    }

    /// <summary>Why these places cannot be allocated now; null when they can.</summary>
    public static Conflict? WhyNot(Pledge pledge, IntakePlaces places)
    {
        if (places.IsOver)
            return new("intake-over", "The intake is over.");
        var taken = pledge.Allocations.FirstOrDefault(a =>
            a.Intake == places.Intake && a.Line == places.Line && a.Status != AllocationStatus.Released
        );
        return taken is null ? null : new("over-allocation", "Its places are allocated already.");
    }
}
