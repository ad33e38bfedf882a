package dev.shelfcast.forecast.inventory;

import java.util.Arrays;

/**
 * Plays a stock policy on simulated demand. In each step, in this order: orders that are due arrive (and first serve
 * what is owed), the position is reviewed and perhaps an order placed, demand comes, what is left is counted. An order
 * of step t arrives at the start of step t + lead time; with lead time 0 at once.
 */
public final class PolicySimulation {
    private PolicySimulation() {}

    /**
     * The frame of a simulation.
     *
     * @param leadTime steps from order to arrival, 0 or more
     * @param opening units on hand at the start
     * @param backorder whether unserved demand waits; otherwise it is lost
     * @param warmUp steps at the start that are played but not counted
     * @param costs of holding, ordering and missing
     */
    public record Setting(int leadTime, double opening, boolean backorder, int warmUp, Costs costs) {
        /** Checks the ranges. */
        public Setting {
            if (leadTime < 0 || warmUp < 0 || !(opening >= 0)) {
                throw new IllegalArgumentException("Lead time " + leadTime + ", warm-up " + warmUp
                        + " and opening stock " + opening + " must not be negative.");
            }
        }

        /** Lost sales, no warm-up. */
        public static Setting of(int leadTime, double opening, Costs costs) {
            return new Setting(leadTime, opening, false, 0, costs);
        }
    }

    /**
     * Money.
     *
     * @param holding per unit on hand at the end of a step
     * @param ordering per order
     * @param shortage per unit of demand that was not served at once
     */
    public record Costs(double holding, double ordering, double shortage) {
        /** No money at all, where only service counts. */
        public static final Costs NONE = new Costs(0, 0, 0);
    }

    /**
     * What came of it, over all counted steps of all paths.
     *
     * @param cycleService share of replenishment cycles (from arrival to arrival) without a shortage; 1 without cycles
     * @param stepService share of steps without a shortage (ready rate)
     * @param fillRate share of demand served at once; 1 without demand
     * @param meanStock units on hand at the end of a step
     * @param ordersPerStep orders placed per step
     * @param shortagePerStep units not served at once per step
     * @param costPerStep money per step
     */
    public record Result(
            double cycleService,
            double stepService,
            double fillRate,
            double meanStock,
            double ordersPerStep,
            double shortagePerStep,
            double costPerStep) {}

    /**
     * Plays the policy on each path, each from the opening stock.
     *
     * @param paths {@code paths[i][t]}: demand of step t in future i; negative values count as none
     * @param policy when and how much
     * @param setting lead time, opening stock, costs
     * @throws IllegalArgumentException when no step is left to count
     */
    public static Result run(double[][] paths, StockPolicy policy, Setting setting) {
        Count count = new Count();
        double[] due = new double[setting.leadTime() + 1];
        for (double[] path : paths) {
            play(path, policy, setting, due, count);
        }
        if (count.steps == 0) {
            throw new IllegalArgumentException("No step is left to count after a warm-up of " + setting.warmUp() + ".");
        }
        double n = count.steps;
        Costs costs = setting.costs();
        return new Result(
                count.cycles == 0 ? 1 : 1 - count.shortCycles / (double) count.cycles,
                1 - count.shortSteps / n,
                count.demand > 0 ? 1 - count.shortage / count.demand : 1,
                count.stock / n,
                count.orders / n,
                count.shortage / n,
                (costs.holding() * count.stock + costs.ordering() * count.orders + costs.shortage() * count.shortage)
                        / n);
    }

    private static void play(double[] path, StockPolicy policy, Setting setting, double[] due, Count count) {
        Arrays.fill(due, 0);
        double stock = setting.opening();
        double onOrder = 0;
        boolean missed = false;
        for (int t = 0; t < path.length; t++) {
            boolean counted = t >= setting.warmUp();
            int slot = t % due.length;
            double arriving = due[slot];
            due[slot] = 0;
            onOrder -= arriving;
            stock += arriving;
            if (t % policy.review() == 0) {
                double order = policy.order(stock + onOrder);
                if (order > 0) {
                    count.orders += counted ? 1 : 0;
                    if (setting.leadTime() == 0) {
                        stock += order;
                        arriving += order;
                    } else {
                        due[(t + setting.leadTime()) % due.length] += order;
                        onOrder += order;
                    }
                }
            }
            if (arriving > 0) {
                // A cycle ends where goods arrive.
                count.cycle(counted, missed);
                missed = false;
            }
            double demand = Math.max(0, path[t]);
            double shortage = Math.min(demand, Math.max(0, demand - Math.max(0, stock)));
            missed |= shortage > 0;
            stock = setting.backorder() ? stock - demand : Math.max(0, stock - demand);
            count.step(counted, demand, shortage, Math.max(0, stock));
        }
    }

    /** Running totals. */
    private static final class Count {
        private long steps;
        private long shortSteps;
        private long cycles;
        private long shortCycles;
        private long orders;
        private double demand;
        private double shortage;
        private double stock;

        void cycle(boolean counted, boolean missed) {
            if (counted) {
                cycles++;
                shortCycles += missed ? 1 : 0;
            }
        }

        void step(boolean counted, double wanted, double missing, double left) {
            if (counted) {
                steps++;
                shortSteps += missing > 0 ? 1 : 0;
                demand += wanted;
                shortage += missing;
                stock += left;
            }
        }
    }
}
